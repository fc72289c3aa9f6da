//! Posts to a running service from more and more clients, and prints how long those took that it accepted:
//! `cargo run --release -p standfirst-server --example load -- http://127.0.0.1:8787 [SECONDS]`.
//!
//! The service must take subjects of standfirst.example, as it does when nothing is configured. A client that is
//! refused waits as long as `Retry-After` says, and up to half as long again, so that not all come back at once.

use std::time::{Duration, Instant};

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().ok_or("say where the service is: http://127.0.0.1:8787")?;
    let seconds = match arguments.next() {
        Some(text) => text.parse().map_err(|_| format!("\"{text}\" is not a number of seconds"))?,
        None => 5,
    };
    println!("clients  accepted/s  refused/s   p50 ms   p99 ms  p99 to the first");
    let mut first = None;
    for clients in [16, 64, 256, 1_024] {
        let (mut accepted, refused) = load(&url, clients, Duration::from_secs(seconds))?;
        accepted.sort();
        let at = |part: usize| accepted.get(accepted.len() * part / 100).map_or(0.0, Duration::as_secs_f64);
        let (p50, p99) = (at(50) * 1e3, at(99) * 1e3);
        let ratio = p99 / *first.get_or_insert(p99);
        let (accepted, refused) = (accepted.len() as u64 / seconds, refused / seconds);
        println!("{clients:>7} {accepted:>11} {refused:>10} {p50:>8.1} {p99:>8.1} {ratio:>17.1}");
    }
    Ok(())
}

/// How long each accepted request took, and how many were refused.
fn load(url: &str, clients: u64, time: Duration) -> Result<(Vec<Duration>, u64), String> {
    let run = Instant::now();
    let seed =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_nanos();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..clients)
            .map(|client| {
                scope.spawn(move || -> Result<_, String> {
                    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
                    let (mut accepted, mut refused) = (Vec::new(), 0);
                    for number in 0_u32.. {
                        if run.elapsed() >= time {
                            break;
                        }
                        let id =
                            format!("{:08x}-0000-7000-{:04x}-{number:012x}", seed as u32, 0x8000 | client);
                        let body =
                            r#"{"subject":"https://standfirst.example/load","rating":4,"text":"A load."}"#;
                        let began = Instant::now();
                        let answer = agent
                            .put(format!("{url}/v1/reviews/{id}"))
                            .header("authorization", "Bearer an-edit-key-of-the-load-example")
                            .header("content-type", "application/json")
                            .send(body)
                            // Only a connection whose answer was read is used again.
                            .and_then(|mut answer| {
                                Ok((answer.status().as_u16(), answer.body_mut().read_to_vec()?))
                            });
                        match answer {
                            Ok((503, _)) => {
                                refused += 1;
                                std::thread::sleep(Duration::from_millis(1_000 + client * 131 % 500));
                            }
                            Ok((200..300, _)) => accepted.push(began.elapsed()),
                            Ok((status, _)) => return Err(format!("{id}: status {status}")),
                            Err(error) => return Err(format!("{id}: {error}")),
                        }
                    }
                    Ok((accepted, refused))
                })
            })
            .collect();
        let mut all = (Vec::new(), 0);
        for thread in threads {
            let (accepted, refused) = thread.join().map_err(|_| "a client ended early".to_owned())??;
            all.0.extend(accepted);
            all.1 += refused;
        }
        Ok(all)
    })
}
