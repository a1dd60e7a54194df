"""What contributors add by the steps of CONTRIBUTING.md, one kind a module."""
