//! Load by `wrk`, and what it measured.

use std::path::Path;
use std::time::Duration;

use crate::run::quietly;

/// What one run of load measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Requests answered in a second.
    pub rate: u64,
    /// Half of the answers came within this time, in microseconds.
    pub p50: u64,
    /// All but one in a hundred came within this time, in microseconds.
    pub p99: u64,
    /// Answers with a status above 399, and connections that failed.
    pub failed: u64,
}

/// Asks for one page over some connections for some time, with headers of ours. The error says what `wrk` said.
pub fn load(url: &str, connections: usize, time: Duration, headers: &[String]) -> Result<Pace, String> {
    let (connections, time) = (format!("-c{connections}"), format!("-d{}s", time.as_secs()));
    let headers: Vec<&str> = headers.iter().flat_map(|header| ["-H", header.as_str()]).collect();
    let words = [&["-t1", &connections, &time, "--latency"][..], &headers, &[url]].concat();
    let said = quietly(Path::new("."), "wrk", &words).ok_or_else(|| format!("wrk failed: wrk {}", words.join(" ")))?;
    read(&said).ok_or_else(|| format!("wrk said what cannot be read:\n{said}"))
}

fn read(said: &str) -> Option<Pace> {
    let after = |start: &str| said.lines().find_map(|line| line.trim().strip_prefix(start)).map(str::trim);
    let rate = after("Requests/sec:")?.split('.').next()?.parse().ok()?;
    let refused = after("Non-2xx or 3xx responses:").map_or(Some(0), |count| count.parse::<u64>().ok())?;
    let sockets = after("Socket errors:").unwrap_or_default().split(|c: char| !c.is_ascii_digit());
    let sockets: u64 = sockets.filter_map(|number| number.parse::<u64>().ok()).sum();
    Some(Pace { rate, p50: micros(after("50%")?)?, p99: micros(after("99%")?)?, failed: refused + sockets })
}

/// A time as `wrk` writes it, in microseconds: `182.00us`, `1.19ms`, `1.20s`, `1.50m`.
fn micros(text: &str) -> Option<u64> {
    let at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at_checked(at)?;
    let unit = match unit {
        "us" => 1,
        "ms" => 1_000,
        "s" => 1_000_000,
        "m" => 60_000_000,
        _ => return None,
    };
    let (whole, places) = number.split_once('.').unwrap_or((number, "0"));
    let hundredths: u64 = format!("{places:0<2}").get(..2)?.parse().ok()?;
    Some(whole.parse::<u64>().ok()? * unit + hundredths * unit / 100)
}

#[cfg(test)]
mod cases {
    use super::*;

    const SAID: &str = "\
Running 2s test @ http://127.0.0.1:9101/page.html
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   234.44us  226.23us   5.48ms   96.04%
    Req/Sec    46.20k     3.45k   49.69k    85.71%
  Latency Distribution
     50%  182.00us
     75%  247.00us
     90%  360.00us
     99%    1.19ms
  96469 requests in 2.10s, 5.41GB read
Requests/sec:  45937.22
Transfer/sec:      2.58GB
";

    #[test]
    fn what_wrk_says_is_read() {
        assert_eq!(read(SAID), Some(Pace { rate: 45937, p50: 182, p99: 1190, failed: 0 }));
        let failing =
            format!("{SAID}  Socket errors: connect 0, read 3, write 1, timeout 0\n  Non-2xx or 3xx responses: 12\n");
        assert_eq!(read(&failing).map(|pace| pace.failed), Some(16));
        assert_eq!(read("unable to connect to 127.0.0.1:1 Connection refused"), None);
    }

    #[test]
    fn times_are_read_in_every_unit() {
        let times = ["182.00us", "1.19ms", "10.5ms", "1.20s", "1.50m", "3h", "ms"].map(micros);
        assert_eq!(times, [Some(182), Some(1190), Some(10_500), Some(1_200_000), Some(90_000_000), None, None]);
    }
}
