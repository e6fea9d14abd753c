-- Since when another switch goes on with the recording: what comes with a lower sequence was acknowledged to nobody.
alter table conversation add column least_sequence bigint not null default 0;
