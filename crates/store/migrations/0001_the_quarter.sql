-- One council is one tenant, and the tenant comes first in every key. `{strict}` and `{bytes}` are the two words that
-- the engines write differently. Figures are decimal text, moments RFC 3339 text, yes and no are words.

create table tenant (
    tenant text not null primary key,
    name text not null,
    opened_at text not null,
    -- How many lines its history has, and the digest of the last.
    lines integer not null,
    head text not null,
    -- Number of the line that last changed a paper; 0: none did.
    papers integer not null
) {strict};

-- Contents of papers and published files, each kept once.
create table blob (
    tenant text not null references tenant (tenant),
    digest text not null,
    bytes {bytes} not null,
    primary key (tenant, digest)
) {strict};

-- Every revision of every file of the council's folder. No digest: the file was removed.
create table paper (
    tenant text not null references tenant (tenant),
    path text not null,
    revision integer not null,
    digest text,
    line integer not null,
    primary key (tenant, path, revision),
    foreign key (tenant, digest) references blob (tenant, digest)
) {strict};

create table person (
    tenant text not null references tenant (tenant),
    person text not null,
    name text not null,
    email text not null,
    state text not null check (state in ('invited', 'active', 'ended')),
    primary key (tenant, person),
    unique (tenant, email)
) {strict};

create table person_grant (
    tenant text not null,
    person text not null,
    role text not null check (role in ('data-owner', 'lead', 'director', 'performance-officer', 'administrator')),
    scope text not null,
    primary key (tenant, person, role, scope),
    foreign key (tenant, person) references person (tenant, person)
) {strict};

create table password (
    tenant text not null,
    person text not null,
    hash text not null,
    set_at text not null,
    primary key (tenant, person),
    foreign key (tenant, person) references person (tenant, person)
) {strict};

create table round (
    tenant text not null references tenant (tenant),
    period text not null,
    number integer not null check (number >= 1),
    state text not null check (state in ('open', 'published', 'superseded', 'withdrawn')),
    enter_by text not null,
    approve_by text not null,
    opened_at text not null,
    published_at text,
    reason text,
    demonstration text not null check (demonstration in ('yes', 'no')),
    version integer not null,
    primary key (tenant, period, number)
) {strict};

-- Versions of what people entered: only ever added. Which columns are filled follows from the kind of item.
create table entry (
    tenant text not null,
    period text not null,
    number integer not null,
    item text not null,
    version integer not null check (version >= 1),
    kind text not null check (kind in ('figure', 'progress', 'words', 'rating')),
    value text,
    numerator text,
    denominator text,
    absence text,
    forecast text,
    markers text,
    as_at text,
    note text,
    grade text,
    completes text,
    text text,
    why text,
    person text not null,
    at text not null,
    via text not null check (via in ('form', 'spreadsheet', 'link', 'api', 'program')),
    primary key (tenant, period, number, item, version),
    foreign key (tenant, period, number) references round (tenant, period, number)
) {strict};

-- What became of a version: only ever added. `detail` is the reason of a return, the person of a delegation.
create table step (
    tenant text not null,
    period text not null,
    number integer not null,
    item text not null,
    version integer not null,
    place integer not null check (place >= 1),
    move text not null check (move in ('submitted', 'approved', 'returned', 'delegated')),
    detail text,
    person text not null,
    at text not null,
    primary key (tenant, period, number, item, version, place),
    foreign key (tenant, period, number, item, version) references entry (tenant, period, number, item, version)
) {strict};

-- The public site as it stood after a release; the highest serial is what is served.
create table release (
    tenant text not null,
    serial integer not null check (serial >= 1),
    period text not null,
    number integer not null,
    released_at text not null,
    primary key (tenant, serial),
    foreign key (tenant, period, number) references round (tenant, period, number)
) {strict};

create table bundle_file (
    tenant text not null,
    serial integer not null,
    path text not null,
    media text not null,
    digest text not null,
    primary key (tenant, serial, path),
    foreign key (tenant, serial) references release (tenant, serial),
    foreign key (tenant, digest) references blob (tenant, digest)
) {strict};

create table token (
    tenant text not null,
    token text not null,
    name text not null,
    digest text not null,
    person text not null,
    scopes text not null,
    made_at text not null,
    expires_at text,
    revoked_at text,
    primary key (tenant, token),
    unique (tenant, digest),
    foreign key (tenant, person) references person (tenant, person)
) {strict};

-- One line for everything that was done. `wrote` lists the rows written, each with its digest; `digest` covers the line,
-- that list and the line before.
create table history (
    tenant text not null references tenant (tenant),
    number integer not null check (number >= 1),
    at text not null,
    person text,
    act text not null,
    subject text not null,
    was text,
    became text,
    why text,
    wrote text not null,
    digest text not null,
    primary key (tenant, number)
) {strict};

create index history_subject on history (tenant, subject, number);

-- Working tables: what may be lost without losing anything that a council said. No history.

create table session (
    tenant text not null,
    digest text not null,
    person text not null,
    form_key text not null,
    -- What alone it may be used for. Nothing: for everything that its person may do.
    purpose text,
    begun_at text not null,
    seen_at text not null,
    idle_until text not null,
    ends_at text not null,
    primary key (tenant, digest),
    foreign key (tenant, person) references person (tenant, person)
) {strict};

create table link (
    tenant text not null references tenant (tenant),
    digest text not null,
    purpose text not null,
    person text,
    subject text,
    made_at text not null,
    expires_at text not null,
    used_at text,
    primary key (tenant, digest)
) {strict};

create table token_use (
    tenant text not null,
    token text not null,
    used_at text not null,
    primary key (tenant, token),
    foreign key (tenant, token) references token (tenant, token)
) {strict};

create table draft (
    tenant text not null,
    person text not null,
    period text not null,
    number integer not null,
    item text not null,
    seen integer not null,
    body text not null,
    saved_at text not null,
    primary key (tenant, person, period, number, item),
    foreign key (tenant, person) references person (tenant, person)
) {strict};

create table mail (
    tenant text not null references tenant (tenant),
    mail text not null,
    -- Two mails of the same name are one: a reminder is sent once, however often it is asked for.
    name text,
    recipient text not null,
    subject text not null,
    body text not null,
    queued_at text not null,
    -- No moment: it was sent, or given up.
    due_at text,
    tries integer not null,
    sent_at text,
    trouble text,
    primary key (tenant, mail),
    unique (tenant, name)
) {strict};

create table attempt (
    tenant text not null references tenant (tenant),
    attempt text not null,
    subject text not null,
    at text not null,
    primary key (tenant, attempt)
) {strict};

create index attempt_subject on attempt (tenant, subject, at);
