-- Whom a provider of single sign-on means: by issuer and `sub`, which it gives to nobody else, as an address may be. One
-- person has one of them at each provider.

create table identity (
    tenant text not null,
    issuer text not null,
    subject text not null,
    person text not null,
    known_at text not null,
    primary key (tenant, issuer, subject),
    unique (tenant, issuer, person),
    foreign key (tenant, person) references person (tenant, person)
) {strict};
