"""Units as the register has them, their import, and the phrases by which documents name them."""
