-- Groups by parts of their URI or display name. pg_trgm comes with PostgreSQL, and the owner of a database may
-- install it. It helps from three characters on; fewer are looked for row by row.

create extension if not exists pg_trgm;

create index group_document_by_text on group_document using gin (uri gin_trgm_ops, display_name gin_trgm_ops);

-- The audit trail by who changed something, and by the tree in which it was.

create index audit_entry_by_actor on audit_entry (actor, id);
create index audit_entry_by_tree on audit_entry (xui, id);
