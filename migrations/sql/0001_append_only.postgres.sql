create function append_only() returns trigger language plpgsql as
$$ begin raise exception '% is append-only: a later row corrects it', tg_table_name; end $$;
create trigger entry_is_append_only before update or delete on entry
for each row execute function append_only();
create trigger ruling_is_append_only before update or delete on ruling
for each row execute function append_only();
