//! The tests that need more than one crate: the store on both databases, mail over real servers, the documents about
//! the code against the code.

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod board;
#[cfg(test)]
mod campaign;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod door;
#[cfg(test)]
mod foi;
#[cfg(test)]
mod holidays;
#[cfg(test)]
mod inbox;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod mail_servers;
#[cfg(test)]
mod outbox;
#[cfg(test)]
mod record;
#[cfg(test)]
mod register;
#[cfg(test)]
mod verify;
