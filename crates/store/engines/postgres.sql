-- What PostgreSQL alone has: row-level security as the second lock. Every statement already names its tenant; these
-- policies hold even where one forgot, and for the owner of the tables too (force). Not for superusers.
-- After a transaction the setting reads back as an empty string, hence the nullif.
do $$
declare
    one text;
    own constant text := '(tenant = nullif(current_setting(''app.tenant'', true), ''''))';
begin
    for one in
        select table_name from information_schema.columns
        where table_schema = current_schema() and column_name = 'tenant'
    loop
        execute format('alter table %I enable row level security', one);
        execute format('alter table %I force row level security', one);
        execute format('drop policy if exists own_tenant on %I', one);
        execute format('create policy own_tenant on %I using %s with check %s', one, own, own);
    end loop;
end
$$;

-- Which councils there are is no secret between them: the program must find them before it can name one.
drop policy if exists every_tenant_is_listed on tenant;
create policy every_tenant_is_listed on tenant for select using (true);
