"""Words and code from which `corpus` makes documents."""


def words(text):
    """The words of `text`."""
    return text.split()


NOUNS = words(
    "proxy queue broker client namespace backend store topic partition shard replica leader "
    "session token header payload cache layer schema registry migration rollout pipeline worker "
    "scheduler lease fence timeout retry budget quota tenant region cluster node snapshot journal "
    "checkpoint consumer producer subscription envelope claim outbox inbox relay ledger index "
    "cursor page batch window stream socket handler adapter port contract operator dashboard "
    "alert metric trace span log record request response error deadline latency throughput"
)
VERBS = words(
    "reads writes holds drops retries routes splits merges encrypts compresses validates rejects "
    "forwards acknowledges persists replays rebalances throttles exposes measures refuses renews"
)
ADJECTIVES = words(
    "durable idempotent stale hot cold shared local remote strict lazy ordered bounded encrypted "
    "partial immutable pending failed healthy degraded explicit default optional critical"
)
JOINS = (
    "because", "while", "unless", "so that", "before", "after", "and therefore", "although",
    "whenever", "which means that",
)  # fmt: skip
TAGS = words("architecture backend operations security testing observability queue storage go")
STATUSES = ("Proposed", "Accepted", "Accepted", "Accepted", "Implemented", "Superseded")

CODE = {
    "go": "func (c *{Noun}) {Verb}(ctx context.Context, id string) (*{Noun2}, error) {{\n"
    "\tif err := c.check(ctx); err != nil {{\n\t\treturn nil, err\n\t}}\n"
    "\treturn c.{noun}s[id], nil\n}}\n",
    "rust": "pub async fn {noun}_{noun2}(&self, id: &str) -> Result<Vec<{Noun}>, Error> {{\n"
    "    let found = self.{noun2}.get(id).await?;\n    Ok(found.into_iter().collect())\n}}\n",
    "python": "async def {noun}(self, {noun2}: str) -> dict[str, int]:\n"
    '    """Return the {noun} of `{noun2}`."""\n'
    "    return {{name: len(value) for name, value in self.{noun}s.items()}}\n",
    "yaml": "{noun}:\n  {noun2}: {number}\n  backends:\n    - type: {noun2}\n"
    "      timeout: {number}ms\n",
    "json": '{{"{noun}": {{"{noun2}": {number}, "items": ["{noun}", "{noun2}"]}}}}\n',
    "bash": "curl -s localhost:{number}/{noun} | jq '.{noun2}' > {noun}.json\n"
    "kubectl get {noun}s --all-namespaces\n",
    "text": "{noun}  --->  {noun2}  --->  store\n"
    "   |            |\n   v            v\n  log        metrics\n",
    "protobuf": "message {Noun} {{\n  string id = 1;\n  repeated {Noun2} items = {number};\n}}\n",
}
