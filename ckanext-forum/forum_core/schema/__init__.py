"""Register schemas: their model, the only reader of their files, and the store that finds them."""
