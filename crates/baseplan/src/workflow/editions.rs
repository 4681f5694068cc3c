//! Several editions at once: each composed and written beside the others, as many at a time as there are cores.

use std::iter;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use domain::{Council, Edition};

use super::Stop;
use super::forms::{self, Form, Outputs};
use super::report::{self, Composed};
use super::steps::{Clock, Steps};

/// An edition that is ready to be put in its place.
#[derive(Debug)]
pub struct Ready {
    /// What it says.
    pub composed: Composed,
    /// Its files.
    pub outputs: Outputs,
    /// How long each step took.
    pub taken: Vec<(&'static str, Duration)>,
    /// How long all took.
    pub whole: Duration,
}

/// An edition with the forms that it is wanted in.
pub type Wanted<'w> = (&'w Edition, &'w [Form]);

/// Composes editions and writes each in its forms, in memory. They come in the order they were given. `show` is told
/// the edition and what is being done with it.
///
/// # Errors
/// [`Stop::Faults`] with the problems of all editions; else the first other [`Stop`].
pub fn prepare(
    council: &Council,
    wanted: &[Wanted<'_>],
    clock: Clock,
    show: &(dyn Fn(&Edition, &str) + Sync),
) -> Result<Vec<Ready>, Stop> {
    let made = each(wanted, |(edition, forms)| {
        let show = |doing: &str| show(edition, doing);
        let mut steps = Steps::new(clock, &show);
        let composed = report::compose(council, edition, &mut steps)?;
        let outputs = forms::write(&composed, forms, &mut steps)?;
        Ok(Ready { composed, outputs, taken: steps.taken().to_vec(), whole: steps.whole() })
    });
    let (mut ready, mut faults, mut other) = (Vec::new(), Vec::new(), None);
    for made in made {
        match made {
            Ok(made) => ready.push(made),
            Err(Stop::Faults(problems)) => faults.extend(problems),
            Err(stop) => other = other.or(Some(stop)),
        }
    }
    faults.sort();
    faults.dedup();
    match other {
        _ if !faults.is_empty() => Err(Stop::Faults(faults)),
        Some(stop) => Err(stop),
        None => Ok(ready),
    }
}

/// Does the same work with each of some things, as many at a time as there are cores; what is made of them comes in
/// their order.
fn each<T: Sync, M: Send>(things: &[T], work: impl Fn(&T) -> Result<M, Stop> + Sync) -> Vec<Result<M, Stop>> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let taken = iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let taken = taken.map_while(|at| Some((at, things.get(at)?)));
        taken.map(|(at, thing)| (at, work(thing))).collect::<Vec<_>>()
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let broken_off = |_| vec![(things.len(), Err(Stop::world("Writing a report broke off", "Please report this.")))];
    let mut made: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores.min(things.len())).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(broken_off)).collect()
    });
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, one)| one).collect()
}
