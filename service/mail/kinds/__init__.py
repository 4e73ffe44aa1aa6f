"""What a mail is, before anybody acts on it: sift gives one disposition, with the help of bounce, automatic, proof."""
