"""From the clock: what came due, what nobody looked at, and whether mail still comes round."""
