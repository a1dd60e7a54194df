"""Write-ahead log: writes to a slow or absent target, applied later. Configuration only."""
