"""The history of the schema. Frozen once released: a migration never imports the tables, it says what they were."""
