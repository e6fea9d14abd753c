-- Who may do what in a group, how long its sessions last, and what they are about.

alter table group_document
  add column rules        text,                          -- JSON; null: those that open_to_all stands for
  add column max_duration integer check (max_duration > 0),  -- seconds
  add column subject      text;
