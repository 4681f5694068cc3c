//! People, tokens and the server, as an administrator has them.

use crate::server::{Browser, PASSWORD, Server, email};
use domain::cycle::{Grant, PersonState, Role, Scope};
use store::Store;

async fn offices() -> Vec<(Server, Browser, String)> {
    let mut offices = Vec::new();
    for server in Server::all().await {
        server.person(Role::Administrator).await;
        let browser = server.browser();
        let csrf = browser.enter(Role::Administrator).await;
        offices.push((server, browser, csrf));
    }
    offices
}

/// What the form of a person holds of what they are.
async fn mark(browser: &Browser, id: &str) -> String {
    let page = browser.get(&format!("/desk/people/{id}")).await.text();
    page.split_once("name=\"mark\" value=\"").unwrap().1.split('"').next().unwrap().to_string()
}

#[tokio::test]
async fn the_last_administrator_can_neither_be_ended_nor_lose_the_role() {
    for (server, browser, csrf) in offices().await {
        let own = server.store.person_by_email(&server.tenant, &email(Role::Administrator)).await.unwrap().unwrap();
        let ended = browser.send(&format!("/desk/people/{}/end", own.id), &csrf, &[]).await;
        assert_eq!(ended.status_code(), 409);
        assert!(ended.text().contains("No administrator would be left"));
        let fields = [
            ("mark", &*mark(&browser, &own.id).await),
            ("name", &own.name),
            ("email", &own.email),
            ("role", "director"),
            ("scope", "all"),
        ];
        let changed = browser.send(&format!("/desk/people/{}", own.id), &csrf, &fields).await;
        assert_eq!(changed.status_code(), 422);
        assert_eq!(server.store.person(&server.tenant, &own.id).await.unwrap().unwrap(), own);
        assert!(browser.is_in().await);
    }
}

#[tokio::test]
async fn who_is_invited_gets_a_mail_and_the_roles_that_were_chosen() {
    for (server, browser, csrf) in offices().await {
        let fields = [
            ("name", "Ada Marsh"),
            ("email", "Ada.Marsh@example.gov.uk"),
            ("role", "data-owner"),
            ("scope", "named:Harbour master"),
            ("role", ""),
            ("scope", "all"),
        ];
        let answer = browser.send("/desk/people/invite", &csrf, &fields).await;
        assert_eq!(answer.status_code(), 303, "{}", answer.text());
        let ada = server.store.person_by_email(&server.tenant, "ada.marsh@example.gov.uk").await.unwrap().unwrap();
        assert_eq!(ada.state, PersonState::Invited);
        assert_eq!(ada.grants.len(), 1);
        assert_eq!(ada.grants[0].scope, Scope::Named("Harbour master".to_string()));
        let mails = server.store.mails(&server.tenant, 10).await.unwrap();
        assert_eq!(mails.iter().map(|mail| mail.recipient.as_str()).collect::<Vec<_>>(), [ada.email.as_str()]);
        assert_eq!(server.did("person-invited").await, 1);
        server.wait(1);
        // Of the two links only the second works.
        browser.send(&format!("/desk/people/{}/send", ada.id), &csrf, &[]).await;
        let mut mails = server.store.mails(&server.tenant, 10).await.unwrap();
        mails.sort_by(|a, b| a.id.cmp(&b.id));
        let link = |body: &str| crate::server::address_in(body, "/sign-in/password/").to_string();
        assert_eq!(server.browser().get(&link(&mails[0].body)).await.status_code(), 410);
        assert_eq!(server.browser().get(&link(&mails[1].body)).await.status_code(), 200);
        assert!(browser.get(&format!("/desk/people/{}", ada.id)).await.text().contains("Invitation sent again"));
    }
}

#[tokio::test]
async fn whose_account_ends_is_signed_out_and_their_tokens_stop() {
    for (server, browser, csrf) in offices().await {
        let officer = server.person(Role::PerformanceOfficer).await;
        let theirs = server.browser();
        let their_csrf = theirs.enter(Role::PerformanceOfficer).await;
        let fields = [("name", "Copy"), ("scopes", "read"), ("days", "30")];
        assert_eq!(theirs.send("/desk/tokens", &their_csrf, &fields).await.status_code(), 200);
        let ended = browser.send(&format!("/desk/people/{}/end", officer.id), &csrf, &[]).await;
        assert_eq!(ended.status_code(), 303, "{}", ended.text());
        assert!(!theirs.is_in().await);
        assert_eq!(theirs.sign_in(&officer.email, PASSWORD).await.status_code(), 422);
        let tokens = server.store.tokens(&server.tenant).await.unwrap();
        assert!(tokens.iter().all(|token| token.revoked_at.is_some()), "{tokens:?}");
    }
}

#[tokio::test]
async fn a_change_to_a_person_that_somebody_else_changed_meanwhile_is_not_made() {
    for (server, browser, csrf) in offices().await {
        let person = server.person(Role::Lead).await;
        let seen = mark(&browser, &person.id).await;
        let send = async |name: &str| {
            let fields =
                [("mark", &*seen), ("name", name), ("email", &person.email), ("role", "lead"), ("scope", "all")];
            browser.send(&format!("/desk/people/{}", person.id), &csrf, &fields).await.status_code()
        };
        assert_eq!(send("Ben Marsh").await, 303);
        assert_eq!(send("Bea Marsh").await, 422);
        assert_eq!(server.store.person(&server.tenant, &person.id).await.unwrap().unwrap().name, "Ben Marsh");
    }
}

#[tokio::test]
async fn a_role_that_reaches_nothing_in_particular_or_no_role_is_refused_at_its_field() {
    let server = Server::new().await;
    server.person(Role::Administrator).await;
    let browser = server.browser();
    let csrf = browser.enter(Role::Administrator).await;
    for (role, scope, says) in [
        ("", "all", "Give at least one role"),
        ("lead", "", "Choose how far the role reaches"),
        ("mayor", "all", "Choose how far the role reaches"),
        ("administrator", "heading:A1", "reaches through the whole council"),
    ] {
        let fields = [("name", "Ada"), ("email", "ada@example.gov.uk"), ("role", role), ("scope", scope)];
        let answer = browser.send("/desk/people/invite", &csrf, &fields).await;
        assert_eq!(answer.status_code(), 422);
        assert!(answer.text().contains(says), "{role} {scope}: {}", answer.text());
    }
    assert_eq!(server.store.people(&server.tenant).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_token_is_shown_once_and_only_its_digest_is_kept() {
    for (server, browser, csrf) in offices().await {
        let fields = [("name", "Nightly copy"), ("scopes", "read"), ("scopes", "export"), ("days", "90")];
        let page = browser.send("/desk/tokens", &csrf, &fields).await.text();
        let secret =
            page.split_once("id=\"secret\"").unwrap().1.split_once("value=\"").unwrap().1.split('"').next().unwrap();
        assert_eq!(secret.len(), 64);
        let tokens = server.store.tokens(&server.tenant).await.unwrap();
        assert_eq!(tokens.len(), 1);
        assert_eq!(
            (tokens[0].digest.as_str(), tokens[0].scopes.as_str()),
            (&*store::digest(secret.as_bytes()), "read export")
        );
        let kept = format!("{:?}", server.store.tables(&server.tenant).await.unwrap());
        assert!(kept.contains(&tokens[0].digest) && !kept.contains(secret));
        let list = browser.get("/desk/tokens").await.text();
        assert!(list.contains("Nightly copy") && list.contains("Never") && !list.contains(secret), "{list}");
        let revoked = browser.send(&format!("/desk/tokens/{}/revoke", tokens[0].id), &csrf, &[]).await;
        assert_eq!(revoked.status_code(), 303);
        let digest = store::digest(secret.as_bytes());
        assert_eq!(server.store.token(&server.tenant, &digest, server.time()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_backup_is_a_whole_store_and_is_not_given_where_it_would_hold_other_councils() {
    // A database of this test's own: the tests share the one of PostgreSQL, whose backup is a test of the store.
    let server = Server::over(Store::open("sqlite::memory:").await.unwrap(), |_| {}).await;
    server.person(Role::Administrator).await;
    let browser = server.browser();
    let csrf = browser.enter(Role::Administrator).await;
    let answer = browser.send("/desk/server/backup", &csrf, &[]).await;
    assert_eq!(answer.status_code(), 200);
    let file = std::env::temp_dir().join(format!("{}.sqlite", server.tenant));
    std::fs::write(&file, answer.as_bytes()).unwrap();
    let copy = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
    assert_eq!(copy.people(&server.tenant).await.unwrap(), server.store.people(&server.tenant).await.unwrap());
    copy.close().await;
    std::fs::remove_file(&file).unwrap();

    let other = store::Tenant { id: "other".into(), name: "Other".into(), opened_at: server.time() };
    server.store.create_tenant(&other, &crate::server::doing("opened", server.time())).await.unwrap();
    let refused = browser.send("/desk/server/backup", &csrf, &[]).await;
    assert_eq!(refused.status_code(), 400);
    assert!(refused.text().contains("several councils"));
}

#[tokio::test]
async fn the_server_page_tells_how_it_is_and_proves_the_history() {
    for (server, browser, csrf) in offices().await {
        browser.send("/desk/server/mail", &csrf, &[]).await;
        let page = browser.get("/desk/server").await.text();
        for part in ["Answers, and takes what is written", "Test mail", env!("CARGO_PKG_VERSION")] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(page.contains("href=\"/desk/history/check\""), "{page}");
        let proof = browser.get("/desk/history/check").await.text();
        assert!(proof.contains("The history is whole"), "{proof}");
        assert!(server.store.verify(&server.tenant).await.unwrap().faults.is_empty());
    }
}

#[tokio::test]
async fn an_address_changes_with_the_administrators_password_and_the_former_one_is_told() {
    for server in Server::all().await {
        let administrator = server.person(Role::Administrator).await;
        let grants = vec![Grant { role: Role::DataOwner, scope: Scope::All }];
        let person = server.add("ben@example.gov.uk", grants, PersonState::Active).await;
        server.import_papers().await;
        let browser = server.browser();
        let csrf = browser.enter(Role::Administrator).await;
        let page = format!("/desk/people/{}", person.id);
        let mark = mark(&browser, &person.id).await;
        let send = async |password: &str| {
            let fields = [("email", "ben.marsh@example.gov.uk"), ("name", "Ben"), ("role", "data-owner")];
            let more = [("scope", "all"), ("mark", mark.as_str()), ("your_password", password)];
            browser.send(&page, &csrf, &[fields, more].concat()).await
        };
        for (password, says) in [("", "Enter your own password"), ("a guess at it", "not your present password")] {
            let asked = send(password).await;
            assert_eq!(asked.status_code(), 422, "{}", asked.text());
            assert!(asked.text().contains(says) && !asked.text().contains("a guess at it"), "{}", asked.text());
            assert_eq!(server.store.person(&server.tenant, &person.id).await.unwrap().unwrap().email, person.email);
        }
        assert_eq!(send(PASSWORD).await.status_code(), 303);
        let mails = server.store.mails(&server.tenant, 10).await.unwrap();
        let told = mails.iter().find(|mail| mail.recipient == "ben@example.gov.uk").unwrap();
        assert!(told.body.contains("ben.marsh@example.gov.uk") && told.body.contains(&administrator.name));
        let subject = Some(person.id.clone());
        let lines = store::Lines { subject, ..store::Lines::default() };
        let line = server.store.lines(&server.tenant, lines).await.unwrap().into_iter().next().unwrap();
        assert!(line.before.unwrap().contains("<ben@example.gov.uk>"));
        assert!(line.after.unwrap().contains("<ben.marsh@example.gov.uk>"));
    }
}
