"""How people, organisations and places stand to each other beyond events: offices, kin, membership, seats, sides."""
