"""How questions are drawn: GOV.UK Frontend's mark-up and styles, without the identity that belongs to GOV.UK."""
