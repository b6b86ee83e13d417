create trigger entry_is_never_changed before update on entry
begin select raise(abort, 'entry is append-only: correct a mistake with a new entry'); end;
create trigger entry_is_never_deleted before delete on entry
begin select raise(abort, 'entry is append-only: correct a mistake with a new entry'); end;
create trigger ruling_is_never_changed before update on ruling
begin select raise(abort, 'ruling is append-only: a later ruling supersedes it'); end;
create trigger ruling_is_never_deleted before delete on ruling
begin select raise(abort, 'ruling is append-only: a later ruling supersedes it'); end;
