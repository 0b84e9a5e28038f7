"""How the edition cites itself: titles, places, addresses, quotations."""
