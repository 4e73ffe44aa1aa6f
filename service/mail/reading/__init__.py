"""Raw bytes -> InboundMail, whatever the bytes: limits first, then charset, parts, markup and the sender."""
