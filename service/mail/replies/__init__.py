"""What a reply says: quoted leaves other people's words out; acts, dates and risk read what is left."""
