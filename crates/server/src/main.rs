//! The program `standfirst-server`.

use std::process::ExitCode;

fn main() -> ExitCode {
    standfirst_server::main()
}
