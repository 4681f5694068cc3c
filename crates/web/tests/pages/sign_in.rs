//! Coming in with a password, staying in, and being kept out.

use crate::server::{PASSWORD, Server, email, token_in};
use domain::cycle::{Grant, PersonState, Role, Scope};

const WRONG: &str = "do not belong together";

#[tokio::test]
async fn only_the_right_password_of_somebody_who_may_comes_in_and_no_answer_tells_which_part_is_wrong() {
    for server in Server::all().await {
        server.person(Role::DataOwner).await;
        server.add("left@example.gov.uk", Vec::new(), PersonState::Ended).await;
        server.add("invited@example.gov.uk", Vec::new(), PersonState::Invited).await;
        let known = email(Role::DataOwner);
        for (address, password, status, says) in [
            (known.as_str(), PASSWORD, 303, ""),
            (" Data-Owner@Example.gov.uk ", PASSWORD, 303, ""),
            (known.as_str(), "a long walk by the sea", 422, WRONG),
            (known.as_str(), " a long walk by the river ", 422, WRONG),
            ("nobody@example.gov.uk", PASSWORD, 422, WRONG),
            ("left@example.gov.uk", PASSWORD, 422, WRONG),
            ("invited@example.gov.uk", PASSWORD, 422, WRONG),
            ("' or 1=1 --", "' or 1=1 --", 422, WRONG),
            (known.as_str(), "", 422, "Enter your password"),
            ("", PASSWORD, 422, "Enter your e-mail address"),
        ] {
            let browser = server.browser();
            let response = browser.sign_in(address, password).await;
            assert_eq!(response.status_code(), status, "{address} {password}: {}", response.text());
            assert!(response.text().contains(says) && !response.text().contains("walk"), "{}", response.text());
            assert_eq!(browser.is_in().await, status == 303, "{address} {password}");
        }
        assert_eq!(server.did("signed-in").await, 2);
    }
}

#[tokio::test]
async fn an_error_is_said_in_the_title_at_the_top_and_at_the_field() {
    let server = Server::new().await;
    let page = server.browser().sign_in("", "").await.text();
    assert!(page.contains("<title>Error: Sign in"), "{page}");
    assert!(page.contains("There is a problem") && page.contains("href=\"#email\""), "{page}");
    assert!(page.contains("aria-describedby=\"email-error\"") && page.contains("aria-invalid=\"true\""), "{page}");
}

#[tokio::test]
async fn who_is_not_signed_in_is_shown_the_door_and_then_what_they_wanted_to_see() {
    let server = Server::new().await;
    server.person(Role::DataOwner).await;
    let browser = server.browser();
    let to = browser.get("/desk/account").await.header("location").to_str().unwrap().to_string();
    assert_eq!(to, "/sign-in?then=%2Fdesk%2Faccount");
    let page = browser.get(&to).await.text();
    let then = page.split_once("name=\"then\" value=\"").unwrap().1.split('"').next().unwrap();
    let fields = [("email", email(Role::DataOwner)), ("password", PASSWORD.to_string()), ("then", then.to_string())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let response = browser.send("/sign-in", &token_in(&page), &fields).await;
    assert_eq!(response.header("location"), "/desk/account");
}

#[tokio::test]
async fn a_form_without_its_token_or_from_another_site_changes_nothing() {
    let server = Server::new().await;
    server.person(Role::DataOwner).await;
    let (browser, other) = (server.browser(), server.browser());
    let own = browser.enter(Role::DataOwner).await;
    let others = other.enter(Role::DataOwner).await;
    for (token, header, value) in [
        ("", "sec-fetch-site", "same-origin"),
        (others.as_str(), "sec-fetch-site", "same-origin"),
        (own.as_str(), "sec-fetch-site", "cross-site"),
        (own.as_str(), "sec-fetch-site", "same-site"),
        (own.as_str(), "sec-fetch-site", "none"),
        (own.as_str(), "origin", "https://example.com"),
        (own.as_str(), "origin", "null"),
    ] {
        let request = browser.server.post("/sign-out").add_header(header, value);
        assert_eq!(request.form(&[("csrf", token)]).await.status_code(), 403, "{token} {header} {value}");
        assert!(browser.is_in().await, "{header} {value}");
    }
    let refused = server.browser().server.post("/sign-in").form(&[("email", "a@b.c"), ("password", "x")]).await;
    assert_eq!(refused.status_code(), 403);
    assert_eq!(browser.send("/sign-out", &own, &[]).await.status_code(), 303);
    assert!(!browser.is_in().await && other.is_in().await);
}

#[tokio::test]
async fn a_session_that_was_handed_out_before_signing_in_is_worth_nothing_after() {
    let server = Server::new().await;
    server.person(Role::DataOwner).await;
    let browser = server.browser();
    let before = browser.get("/sign-in").await.cookie("baseplan-visitor").value().to_string();
    let response = browser.sign_in(&email(Role::DataOwner), PASSWORD).await;
    let session = response.cookie("baseplan-session").value().to_string();
    assert_ne!(before, session);
    let planted = server.browser();
    let page = planted.server.get("/desk/account").add_header("cookie", format!("baseplan-session={before}")).await;
    assert_eq!(page.status_code(), 303);
    // Signing in again ends the session that the browser had.
    let page = browser.get("/desk/account").await.text();
    let fields = [("email", "data-owner@example.gov.uk"), ("password", PASSWORD)];
    browser.send("/sign-in", &token_in(&page), &fields).await;
    let old = planted.server.get("/desk/account").add_header("cookie", format!("baseplan-session={session}")).await;
    assert_eq!(old.status_code(), 303);
    assert!(browser.is_in().await);
}

#[tokio::test]
async fn a_session_ends_half_an_hour_after_its_last_use_and_twelve_hours_after_it_began() {
    for server in Server::all().await {
        server.person(Role::DataOwner).await;
        let browser = server.browser();
        browser.enter(Role::DataOwner).await;
        server.wait(29);
        assert!(browser.is_in().await);
        server.wait(29);
        assert!(browser.is_in().await);
        server.wait(31);
        assert!(!browser.is_in().await);
        browser.enter(Role::DataOwner).await;
        for _ in 0..24 {
            server.wait(29);
            assert!(browser.is_in().await);
        }
        server.wait(25);
        assert!(!browser.is_in().await, "12 hours and a minute after it began, used 25 minutes ago");
    }
}

#[tokio::test]
async fn a_person_who_leaves_is_out_at_once_and_sessions_can_be_ended_everywhere() {
    let server = Server::new().await;
    let mut person = server.person(Role::DataOwner).await;
    let (one, two) = (server.browser(), server.browser());
    one.enter(Role::DataOwner).await;
    let token = two.enter(Role::DataOwner).await;
    assert_eq!(two.send("/sign-out/everywhere", &token, &[]).await.status_code(), 303);
    assert!(!one.is_in().await && !two.is_in().await);
    one.enter(Role::DataOwner).await;
    let seen = person.clone();
    person.state = PersonState::Ended;
    let doing = crate::server::doing("person-changed", server.time());
    server.store.save_person(&server.tenant, Some(&seen), &person, &doing).await.unwrap();
    assert!(!one.is_in().await);
    let acts: Vec<String> = server.history().await.into_iter().map(|(act, _)| act).collect();
    let signing = acts.iter().filter(|act| act.starts_with("sign") || act.starts_with("sess")).collect::<Vec<_>>();
    assert_eq!(signing, ["signed-in", "signed-in", "sessions-ended", "signed-in"]);
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it_and_other_sessions_end() {
    let server = Server::new().await;
    server.person(Role::Lead).await;
    let (browser, other) = (server.browser(), server.browser());
    browser.enter(Role::Lead).await;
    other.enter(Role::Lead).await;
    let new = "four quiet words here";
    for (present, password, again, status, says) in [
        ("wrong", new, new, 422, "not your present password"),
        (PASSWORD, "qwerty123456", "qwerty123456", 422, "guessers try first"),
        (PASSWORD, "madeborough!!", "madeborough!!", 422, "your own name or the council"),
        (PASSWORD, new, "four quiet words", 422, "not the same"),
        (PASSWORD, new, new, 303, ""),
    ] {
        let fields = [("present_password", present), ("password", password), ("password_again", again)];
        let response = browser.fill("/desk/account/password", &fields).await;
        assert_eq!(response.status_code(), status, "{says}");
        assert!(response.text().contains(says) && !response.text().contains(new), "{}", response.text());
    }
    assert!(browser.get("/desk/account").await.text().contains("Your password is changed."));
    assert!(!browser.get("/desk/account").await.text().contains("Your password is changed."), "said once");
    assert!(browser.is_in().await && !other.is_in().await);
    assert_eq!(server.did("password-changed").await, 2);
}

#[tokio::test]
async fn one_session_is_ended_by_who_knows_the_password_and_the_others_stay() {
    let server = Server::new().await;
    server.person(Role::Lead).await;
    let (browser, other, third) = (server.browser(), server.browser(), server.browser());
    for one in [&browser, &other, &third] {
        one.enter(Role::Lead).await;
        server.wait(1);
    }
    let page = browser.get("/desk/account").await.text();
    let mut choices = page.split("name=\"session\"").skip(1);
    // The latest first: the third.
    let session = choices.next().unwrap().split_once("value=\"").unwrap().1.split('"').next().unwrap();
    assert_eq!(choices.count(), 1, "the one in use is not among them");
    let csrf = token_in(&page);
    let end = async |session: &str, password: &str| {
        browser.send("/desk/account/sessions", &csrf, &[("session", session), ("your_password", password)]).await
    };
    for (which, password, says) in [
        ("made up", PASSWORD, "Choose which one"),
        (session, "", "Enter your own password"),
        (session, "a guess", "not your present password"),
    ] {
        let refused = end(which, password).await;
        assert_eq!(refused.status_code(), 422, "{says}");
        assert!(refused.text().contains(says), "{}", refused.text());
    }
    assert_eq!(end(session, PASSWORD).await.status_code(), 303);
    assert!(browser.is_in().await && other.is_in().await && !third.is_in().await);
    assert_eq!(server.did("sessions-ended").await, 1);
}

#[tokio::test]
async fn a_password_that_was_reckoned_more_cheaply_is_digested_anew_when_its_person_signs_in() {
    let mut server = Server::new().await;
    let owner = server.person(Role::DataOwner).await;
    let stored = async |server: &Server| server.store.password(&server.tenant, &owner.id).await.unwrap().unwrap();
    let before = stored(&server).await;
    assert_eq!(server.browser().sign_in(&owner.email, PASSWORD).await.status_code(), 303);
    assert_eq!(stored(&server).await, before, "what costs as much as now stays");
    let mut settings = server.app.settings.clone();
    settings.sign_in.reckoning = web::passwords::Reckoning { memory: 16, passes: 2, lanes: 1 };
    server.app = server.with_settings(settings);
    assert_eq!(server.browser().sign_in(&owner.email, "a long walk by the sea").await.status_code(), 422);
    assert_eq!(stored(&server).await, before, "only the right password can be digested");
    assert_eq!(server.browser().sign_in(&owner.email, PASSWORD).await.status_code(), 303);
    let after = stored(&server).await;
    assert!(after.starts_with("$argon2id$v=19$m=16,t=2,p=1$"), "{after}");
    assert_eq!(server.browser().sign_in(&owner.email, PASSWORD).await.status_code(), 303);
    assert_eq!(stored(&server).await, after);
    assert_eq!(server.did("password-redigested").await, 1);
    assert_eq!(server.store.verify(&server.tenant).await.unwrap().faults, []);
}

#[tokio::test]
async fn one_councils_session_opens_nothing_at_another() {
    let server = Server::new().await;
    server.person(Role::Administrator).await;
    let (app, _) = server.beside_a_second("http").await;
    let browser = crate::server::Browser::of(&app);
    let page = browser.server.get("/sign-in").add_header("host", "first.example").await;
    let fields =
        [("csrf", token_in(&page.text())), ("email", email(Role::Administrator)), ("password", PASSWORD.into())];
    let response = browser.server.post("/sign-in").add_header("host", "first.example").form(&fields).await;
    assert_eq!(response.status_code(), 303, "{}", response.text());
    for (host, status) in [("first.example:8080", 200), ("second.example", 303), ("third.example", 404)] {
        let response = browser.server.get("/desk/account").add_header("host", host).await;
        assert_eq!(response.status_code(), status, "{host}");
    }
}

#[tokio::test]
async fn what_somebody_wrote_is_kept_on_the_page_when_it_could_not_be_saved() {
    let server = Server::new().await;
    let grants = vec![Grant { role: Role::Lead, scope: Scope::All }];
    server.add("lead@example.gov.uk", grants, PersonState::Active).await;
    let browser = server.browser();
    let token = browser.enter(Role::Lead).await;
    server.wait(31);
    let text = "Three of the four bridges are open again.";
    let response =
        browser.send("/desk/account/password", &token, &[("text", text), ("password", "not to be shown")]).await;
    assert_eq!(response.status_code(), 401);
    assert!(response.text().contains(text) && !response.text().contains("not to be shown"), "{}", response.text());
}
