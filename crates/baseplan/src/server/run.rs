//! Running the server: store, councils, press, pages, until it is told to stop.

use std::net::ToSocketAddrs;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use store::Store;
use tokio::net::TcpListener;
use web::settings::{Figures, Host};
use web::{App, Settings};

use super::config::Config;
use super::demo;
use super::held::{self, Held};
use super::press::Child;
use super::reached;
use crate::workflow::Stop;

/// The identifier of the demonstration's council.
const DEMO: &str = "demonstration";

/// Tells the moment.
pub type Moment = fn() -> Timestamp;

/// What to serve.
#[derive(Debug, Clone)]
pub struct Serving {
    /// The configuration.
    pub config: Config,
    /// Address and port to listen at.
    pub listen: String,
    /// The database.
    pub database: String,
    /// Whether the demonstration is served, in a database of its own.
    pub demo: bool,
}

/// Serves until it is told to stop.
///
/// # Errors
/// The database, the network or the configuration refuse.
pub async fn run(serving: Serving, moment: Moment) -> Result<(), Stop> {
    let listener = TcpListener::bind(&serving.listen).await.map_err(|why| {
        let hint = "Choose another with --listen, or end the program that uses it.";
        Stop::world(format!("{} cannot be listened at: {why}", serving.listen), hint)
    })?;
    let here = listener.local_addr().map_err(|why| Stop::world(why.to_string(), "Start it again."))?;
    // Nothing of the demonstration is secret, its passwords least of all.
    let plain_http = serving.config.plain_http || serving.demo;
    let address = reached::address(&Config { plain_http, ..serving.config.clone() }, here)?;
    held::clear();
    let no_folder = |why| Stop::world(format!("No temporary folder: {why}"), "Make room.");
    let folder = serving.demo.then(|| Held::new(held::DEMO).map_err(no_folder)).transpose()?;
    let database = match &folder {
        Some(folder) => format!("sqlite:{}", folder.path().join("demonstration.db").display()),
        None => serving.database.clone(),
    };
    let store = Store::open(&database).await.map_err(refused)?;
    let mut settings = Settings::of(&address, DEMO);
    settings.hosts.clear();
    serving.config.fill(&mut settings)?;
    settings.watch.disk = settings.watch.disk.or_else(|| store.folder());
    let begun = if serving.demo { Some(demonstration(&store, &mut settings, moment()).await?) } else { None };
    if settings.hosts.is_empty() {
        settings.hosts = only(&store).await?;
    }
    let public = serving.config.address.clone();
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("baseplan"));
    let press = Arc::new(Child::new(program, public));
    let tenants: Vec<String> = settings.hosts.iter().map(|host| host.tenant.clone()).collect();
    let app = App::new(store.clone(), Arc::new(moment), settings, Arc::clone(&press) as Arc<dyn cycle::Press>);
    if let Some(demo) = &begun {
        let digest = app.passwords.digest(demo::PASSWORD).await;
        let digest = digest.map_err(|why| Stop::world(format!("A password failed: {why:?}"), "Please report this."))?;
        demo::give_passwords(&store, DEMO, demo, &digest, moment()).await.map_err(refused)?;
    }
    println!("Serving on http://{here}/  (working side: http://{here}/desk)");
    for tenant in tenants {
        if let Ok(Some(link)) = web::first_link(&app, &tenant).await {
            println!("{tenant} has no administrator yet. This link works once, for a week:\n    {link}");
        }
        let (store, press) = (store.clone(), Arc::clone(&press));
        tokio::spawn(async move {
            if let Err(why) = cycle::release_imported(&store, &tenant, &*press, moment()).await {
                tracing::error!(tenant, %why, "the public site could not be made");
            }
        });
    }
    web::serve(app, listener, told_to_stop()).await;
    store.close().await;
    Ok(())
}

/// Makes a link with which an administrator comes in, whoever is one already: the way back in for whoever runs the
/// server.
///
/// # Errors
/// The database or the configuration refuse; there is no such council.
pub async fn administrator(
    config: &Config,
    listen: &str,
    database: &str,
    council: Option<&str>,
    moment: Moment,
) -> Result<String, Stop> {
    let here = listen.to_socket_addrs().ok().and_then(|mut found| found.next());
    let no_address = || Stop::asked(format!("{listen} is not an address and a port"), "Write it as 127.0.0.1:8080.");
    let here = here.ok_or_else(no_address)?;
    let store = Store::open(database).await.map_err(refused)?;
    let mut settings = Settings::of(&reached::address(config, here)?, DEMO);
    settings.hosts.clear();
    config.fill(&mut settings)?;
    if settings.hosts.is_empty() {
        settings.hosts = only(&store).await?;
    }
    let tenants: Vec<&str> = settings.hosts.iter().map(|host| host.tenant.as_str()).collect();
    let tenant = match (council, tenants.as_slice()) {
        (Some(asked), known) if known.contains(&asked) => asked.to_string(),
        (None, [one]) => (*one).to_string(),
        _ => {
            let hint = "Name one of these with --council.";
            return Err(Stop::asked(format!("Which council? There are {}", tenants.join(", ")), hint));
        }
    };
    let press = Arc::new(Child::new(PathBuf::from("baseplan"), None));
    let app = App::new(store.clone(), Arc::new(moment), settings, press);
    let link = web::administrator_link(&app, &tenant).await;
    store.close().await;
    link.map_err(|why| Stop::world(why.says(), "Nothing was lost. Mend that, then try again."))
}

/// Founds the demonstration and says so in the settings.
async fn demonstration(store: &Store, settings: &mut Settings, now: Timestamp) -> Result<cycle::demo::Demo, Stop> {
    let demo = demo::read()?;
    cycle::found_demo(store, DEMO, &demo, now).await.map_err(undone)?;
    settings.figures = Figures::Invented;
    settings.shown_people = demo::people(&demo);
    settings.hosts = vec![Host::of("", DEMO)];
    Ok(demo)
}

/// The store's only council, which needs no name.
async fn only(store: &Store) -> Result<Vec<Host>, Stop> {
    let tenants = store.tenants().await.map_err(refused)?;
    match tenants.as_slice() {
        [one] => Ok(vec![Host::of("", &one.id)]),
        [] => Err(Stop::asked(
            "The database holds no council yet",
            "Bring one in: baseplan import FOLDER. Or look at the demonstration: baseplan serve --demo",
        )),
        several => {
            let ids: Vec<&str> = several.iter().map(|tenant| tenant.id.as_str()).collect();
            let hint = "Give each a [[council]] with id and host in the configuration file.";
            Err(Stop::asked(format!("The database holds several councils: {}", ids.join(", ")), hint))
        }
    }
}

/// What the store refused, as a stop.
pub fn refused(why: store::StoreError) -> Stop {
    Stop::world(why.to_string(), "Nothing was lost. Mend that, then try again.")
}

/// What a workflow did not do, as a stop.
pub fn undone(why: cycle::Failure) -> Stop {
    match why {
        cycle::Failure::Refused(problems) => Stop::Faults(problems),
        cycle::Failure::NotNow { says, hint } => Stop::asked(says, hint),
        cycle::Failure::Store(why) => refused(why),
        other => Stop::world(other.to_string(), "Mend that, then try again."),
    }
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut end) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = end.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
