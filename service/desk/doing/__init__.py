"""What somebody at the desk does with cases: foreseen first, then done through `intake.by_desk`."""
