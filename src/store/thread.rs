//! Runs a store on a thread of its own, so that a slow disk never stops the window.
//!
//! Adds nothing to the store's answers but the news that the thread has ended.

use crate::app::port::{Answer, Request, Store, StoreError, StoreFault};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// A store on a thread. Dropping it waits until everything sent has been done.
#[derive(Debug)]
pub struct Background {
    requests: Option<Sender<Request>>,
    answers: Receiver<Answer>,
    worker: Option<JoinHandle<()>>,
    /// Requests that the thread took with it, or that came after its end.
    unanswered: VecDeque<Request>,
    ended: bool,
    /// Whether a `Load` was sent that nobody has asked for yet.
    ahead: bool,
}

impl Background {
    /// Starts the thread. `wake` is called there after every answer: it should make the window ask
    /// for answers. Fails when the system has no thread to give.
    pub fn start(
        mut store: impl Store + Send + 'static,
        wake: impl Fn() + Send + 'static,
    ) -> Result<Background, StoreError> {
        let (requests, inbox) = channel::<Request>();
        let (outbox, answers) = channel();
        let work = move || {
            for request in inbox {
                store.send(request);
                while let Some(answer) = store.receive() {
                    if outbox.send(answer).is_ok() {
                        wake();
                    }
                }
            }
        };
        let worker = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(work)
            .map_err(|error| stopped(error.to_string()))?;
        Ok(Background {
            requests: Some(requests),
            answers,
            worker: Some(worker),
            unanswered: VecDeque::new(),
            ended: false,
            ahead: false,
        })
    }

    /// Begins to load before anybody asks for it; the next `Load` is that one.
    pub fn load_ahead(&mut self) {
        self.send(Request::Load);
        self.ahead = true;
    }
}

impl Store for Background {
    fn send(&mut self, request: Request) {
        if request == Request::Load && std::mem::take(&mut self.ahead) {
            return;
        }
        self.unanswered.push_back(request.clone());
        if let Some(requests) = &self.requests
            && requests.send(request).is_err()
        {
            self.ended = true;
        }
    }

    fn receive(&mut self) -> Option<Answer> {
        match self.answers.try_recv() {
            Ok(answer) => {
                // Answers come in the order of the requests.
                self.unanswered.pop_front();
                return Some(answer);
            }
            Err(std::sync::mpsc::TryRecvError::Empty) => {}
            Err(std::sync::mpsc::TryRecvError::Disconnected) => self.ended = true,
        }
        if !self.ended {
            return None;
        }
        let request = Box::new(self.unanswered.pop_front()?);
        Some(Answer::Failed { request, error: stopped(String::new()) })
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(worker) = self.worker.take() {
            // A thread that panicked has nothing more to finish.
            drop(worker.join());
        }
    }
}

fn stopped(detail: String) -> StoreError {
    StoreError { kind: StoreFault::Stopped, path: PathBuf::new(), detail }
}
