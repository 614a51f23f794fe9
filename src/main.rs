//! Arguments, and putting the parts together; nothing else.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use ackademy::cli::{self, Arguments};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::read();
    #[cfg(feature = "gui")]
    let arguments =
        Arguments { has_glyph: ackademy::ui::has_glyph, picture: ackademy::ui::picture, ..arguments };
    let Some(command) = arguments.command.clone() else { return window(arguments) };
    ExitCode::from(cli::run(&command, &arguments, &mut std::io::stdout(), &mut std::io::stderr()))
}

/// Without the feature `gui` there is no window.
#[cfg(not(feature = "gui"))]
fn window(arguments: Arguments) -> ExitCode {
    eprintln!("{}", ackademy::text::say(arguments.language(), "cli-no-gui"));
    ExitCode::FAILURE
}

#[cfg(feature = "gui")]
fn window(arguments: Arguments) -> ExitCode {
    let lang = arguments.language();
    let display = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    if cfg!(target_os = "linux")
        && display.iter().all(|name| std::env::var_os(name).is_none_or(|v| v.is_empty()))
    {
        let reason = ackademy::text::say(lang, "cli-no-display-named");
        eprintln!(
            "{}",
            ackademy::text::say_with(lang, "cli-no-display", &[("reason", reason.as_ref().into())])
        );
        return ExitCode::FAILURE;
    }
    match gui::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{}", ackademy::text::say_with(lang, "cli-no-display", &[("reason", reason.into())]));
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "gui")]
mod gui {
    use ackademy::app::App;
    use ackademy::app::capture::port::{CaptureAnswer, CaptureRequest, Captures, NoCaptures};
    use ackademy::app::library::Library;
    use ackademy::app::port::{Answer, Request, Store, StoreError};
    use ackademy::app::save::port::{Edit, FileAnswer, FileRequest, Files, Where};
    use ackademy::app::work::Work;
    use ackademy::cli::Arguments;
    use ackademy::store::{self, Background, CaptureReader, FileWriter, OnLost, SqliteStore, Watcher};
    use ackademy::ui::{Outside, Window, has_glyph, install};
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::sync::{Arc, OnceLock};
    use std::time::Duration;

    /// Opens the window; returns when it is closed.
    pub fn run(arguments: Arguments) -> Result<(), String> {
        let icon =
            eframe::icon_data::from_png_bytes(include_bytes!("../assets/icon.png")).unwrap_or_default();
        let viewport = egui::ViewportBuilder::default()
            .with_app_id("ackademy")
            .with_title("Ackademy 握手学堂")
            .with_icon(Arc::new(icon))
            .with_inner_size([1100.0, 780.0])
            .with_min_inner_size([420.0, 360.0]);
        let options = eframe::NativeOptions { viewport, ..Default::default() };
        // Whom to tell that something has been read: there is none yet.
        let ctx = Arc::default();
        let learner_data = learner_data(&arguments, &ctx);
        let content = Content::begin(&arguments, &ctx);
        let create: eframe::AppCreator = Box::new(move |creation| {
            install(&creation.egui_ctx);
            let _once = ctx.set(creation.egui_ctx.clone());
            Ok(Box::new(window(&arguments, content, learner_data, &creation.egui_ctx)))
        });
        eframe::run_native("ackademy", options, create).map_err(|error| error.to_string())
    }

    /// Below the folder of the learner's data: content of their own, where no other folder was named.
    const OWN_CONTENT: &str = "content";

    /// The window waits so long for content. What takes longer joins when it has been read.
    const PATIENCE: Duration = Duration::from_secs(1);

    /// Content that was read.
    struct Read {
        library: Library,
        /// Whether it is all there is, or what is built in alone.
        whole: bool,
    }

    /// The content, read while the system makes the window, and again when it has changed.
    struct Content {
        folders: Vec<PathBuf>,
        /// Where content of the learner's own is.
        own: Option<PathBuf>,
        /// Where is kept what was found in decks.
        data: Option<PathBuf>,
        outbox: Sender<Read>,
        inbox: Receiver<Read>,
        /// Whom to tell that it has been read.
        ctx: Arc<OnceLock<egui::Context>>,
        reading: bool,
        /// Whether it is to be read anew.
        changed: Arc<AtomicBool>,
        on_lost: OnLost,
    }

    impl Content {
        fn begin(arguments: &Arguments, ctx: &Arc<OnceLock<egui::Context>>) -> Content {
            let mut folders = arguments.content.clone();
            let data = store::data_folder(arguments.data.as_deref()).ok();
            let own = data.as_ref().map(|folder| folder.join(OWN_CONTENT));
            let own = folders.iter().find(|path| path.is_dir()).cloned().or(own);
            folders.extend(own.clone().filter(|own| !folders.contains(own)));
            let (outbox, inbox) = channel();
            let ctx = Arc::clone(ctx);
            let changed = Arc::new(AtomicBool::new(false));
            // What is not to be found any more where it was read is looked for as if files had changed.
            let on_lost = {
                let (changed, ctx) = (Arc::clone(&changed), Arc::clone(&ctx));
                OnLost::new(move || {
                    changed.store(true, Ordering::Release);
                    ctx.get().into_iter().for_each(egui::Context::request_repaint);
                })
            };
            let reading = false;
            let mut content = Content { folders, own, data, outbox, inbox, ctx, reading, changed, on_lost };
            content.read(true);
            content
        }

        /// Reads all of it on another thread; here, where there is none. For the first time what is built in is
        /// read before what takes long, so that the window need not wait.
        fn read(&mut self, first: bool) {
            let (folders, data) = (self.folders.clone(), self.data.clone());
            let (outbox, ctx) = (self.outbox.clone(), Arc::clone(&self.ctx));
            let on_lost = self.on_lost.clone();
            let work = move || {
                // The window may be closed by now.
                let send = |library, whole| drop(outbox.send(Read { library, whole }));
                if first && store::takes_long(&folders, data.as_deref()) {
                    send(store::read_embedded(data.as_deref(), &has_glyph), false);
                }
                send(library(&folders, data.as_deref(), &on_lost), true);
                if let Some(ctx) = ctx.get() {
                    ctx.request_repaint();
                }
            };
            self.reading = true;
            if std::thread::Builder::new().name("content".to_owned()).spawn(work).is_err() {
                let library = library(&self.folders, self.data.as_deref(), &self.on_lost);
                let _open = self.outbox.send(Read { library, whole: true });
            }
        }

        /// What has been read since the last call.
        fn read_since(&mut self) -> Option<Library> {
            let read = self.inbox.try_iter().find(|read| read.whole)?;
            self.reading = false;
            Some(read.library)
        }

        /// The content to begin with: all of it, or what is built in while the rest is still being read.
        fn first(&mut self) -> Library {
            match self.inbox.recv_timeout(PATIENCE) {
                Ok(read) => {
                    self.reading = !read.whole;
                    read.library
                }
                Err(_) => store::read_files(&store::embedded(), &has_glyph),
            }
        }
    }

    fn window(
        arguments: &Arguments,
        mut content: Content,
        store: Box<dyn Store>,
        ctx: &egui::Context,
    ) -> Window {
        let mut app = App::new(content.first(), arguments.language(), &store::calendar());
        if content.reading {
            app.expect_content();
        }
        if let Some(lang) = arguments.lang {
            app.insist_on(lang);
        }
        let changed = Arc::clone(&content.changed);
        let watcher = watch(&content.folders, &changed, ctx);
        let own = content.own.clone();
        let outside = Outside {
            store,
            captures: captures(ctx),
            files: Box::new(files(own, &changed, ctx)),
            now: Box::new(store::now),
            steady: Box::new(store::steady()),
            seed: Box::new(store::seed),
            work: worker(ctx),
            changed: Box::new(move || {
                // The watcher lives as long as the window.
                let _alive = &watcher;
                let library = content.read_since();
                // While it is being read it may change again: then it is read once more.
                if !content.reading && changed.swap(false, Ordering::AcqRel) {
                    content.read(false);
                }
                library
            }),
        };
        Window::new(app, outside)
    }

    /// Does each piece of work on a thread of its own; there is seldom more than one.
    fn worker(ctx: &egui::Context) -> Box<dyn FnMut(Work)> {
        let ctx = ctx.clone();
        Box::new(move |work| {
            let ctx = ctx.clone();
            std::thread::spawn(move || {
                work.run();
                ctx.request_repaint();
            });
        })
    }

    fn library(folders: &[PathBuf], data: Option<&Path>, on_lost: &OnLost) -> Library {
        // The learner's own folder is made when something is put into it.
        let there = |folder: &&PathBuf| folder.exists() || !folder.ends_with(OWN_CONTENT);
        let folders: Vec<PathBuf> = folders.iter().filter(there).cloned().collect();
        store::read_library(&folders, data, &has_glyph, on_lost)
    }

    fn watch(folders: &[PathBuf], changed: &Arc<AtomicBool>, ctx: &egui::Context) -> Option<Watcher> {
        let folders: Vec<PathBuf> = folders.iter().filter(|folder| folder.exists()).cloned().collect();
        if folders.is_empty() {
            return None;
        }
        let (changed, ctx) = (Arc::clone(changed), ctx.clone());
        let told = Box::new(move || {
            changed.store(true, Ordering::Release);
            ctx.request_repaint();
        });
        // A folder that can't be watched is read once; the library tells what can't be read.
        store::watch(&folders, told).ok()
    }

    /// The store on its thread, which begins at once; where there is none, a store that says why.
    fn learner_data(arguments: &Arguments, ctx: &Arc<OnceLock<egui::Context>>) -> Box<dyn Store> {
        let ctx = Arc::clone(ctx);
        let wake = move || ctx.get().into_iter().for_each(egui::Context::request_repaint);
        let started = store::data_folder(arguments.data.as_deref())
            .and_then(|folder| Background::start(SqliteStore::new(&folder), wake));
        match started {
            Ok(mut store) => {
                store.load_ahead();
                Box::new(store)
            }
            Err(error) => Box::new(NoStore { error, asked: Vec::new() }),
        }
    }

    /// Who reads captures; without a thread for it nobody does.
    fn captures(ctx: &egui::Context) -> Box<dyn Captures> {
        let (waking, ctx) = (ctx.clone(), ctx.clone());
        match CaptureReader::start(move || waking.request_repaint()) {
            Ok(reader) => Box::new(WithDialog { reader, ctx }),
            Err(_) => Box::new(NoCaptures),
        }
    }

    /// A reader of captures that can ask for files with the system's dialog.
    struct WithDialog {
        reader: CaptureReader,
        ctx: egui::Context,
    }

    impl Captures for WithDialog {
        fn send(&mut self, request: CaptureRequest) {
            if request != CaptureRequest::Choose {
                return self.reader.send(request);
            }
            let (outbox, ctx) = (self.reader.outbox(), self.ctx.clone());
            let dialog = rfd::AsyncFileDialog::new().add_filter("pcap, pcapng", &["pcap", "pcapng", "cap"]);
            let dialog = dialog.add_filter("*", &["*"]).pick_file();
            let answer = move || {
                let chosen = pollster::block_on(dialog).map(|file| file.path().to_owned());
                // The window may be closed by now.
                let _closed = outbox.send(CaptureAnswer::Chosen(chosen));
                ctx.request_repaint();
            };
            // Without a thread there is no dialog; the field for the path is always there.
            let _none = std::thread::Builder::new().name("dialog".to_owned()).spawn(answer);
        }

        fn receive(&mut self) -> Option<CaptureAnswer> {
            self.reader.receive()
        }
    }

    /// Who writes files. What is put among the learner's content is read at once.
    fn files(own: Option<PathBuf>, changed: &Arc<AtomicBool>, ctx: &egui::Context) -> WithSaveDialog {
        let (folder, changed, ctx) = (own.clone(), Arc::clone(changed), ctx.clone());
        let told = move |answer: &FileAnswer| {
            if let (FileAnswer::Saved { path, .. }, Some(folder)) = (answer, &folder)
                && path.starts_with(folder)
            {
                changed.store(true, Ordering::Release);
            }
            ctx.request_repaint();
        };
        WithSaveDialog(FileWriter::new(own, told))
    }

    /// A writer of files that can ask for places with the system's dialog.
    struct WithSaveDialog(FileWriter);

    impl Files for WithSaveDialog {
        fn send(&mut self, request: FileRequest) {
            if request.to != Where::Chosen {
                return self.0.send(request);
            }
            let desk = self.0.desk();
            let dialog = rfd::AsyncFileDialog::new().set_file_name(&request.file.name).save_file();
            let FileRequest { ticket, file, .. } = request;
            let again = desk.clone();
            let refused = file.clone();
            let asks = move || match pollster::block_on(dialog) {
                // The dialog has asked whether a file that is there may be replaced.
                Some(place) => desk.put(ticket, place.path(), true, &file),
                None => desk.unchosen(ticket, &file),
            };
            if std::thread::Builder::new().name("dialog".to_owned()).spawn(asks).is_err() {
                again.unchosen(ticket, &refused);
            }
        }

        fn receive(&mut self) -> Option<FileAnswer> {
            self.0.receive()
        }

        fn edit(&mut self, edit: &Edit) -> Result<Option<String>, String> {
            self.0.edit(edit)
        }

        fn choose_folder(&mut self) {
            let (desk, dialog) = (self.0.desk(), rfd::AsyncFileDialog::new().pick_folder());
            let asks = move || desk.folder(pollster::block_on(dialog).map(|folder| folder.path().to_owned()));
            // Without a thread there is no dialog; the field for the path is always there.
            let _none = std::thread::Builder::new().name("dialog".to_owned()).spawn(asks);
        }
    }

    struct NoStore {
        error: StoreError,
        asked: Vec<Request>,
    }

    impl Store for NoStore {
        fn send(&mut self, request: Request) {
            self.asked.push(request);
        }

        fn receive(&mut self) -> Option<Answer> {
            let request = Box::new(self.asked.pop()?);
            Some(Answer::Failed { request, error: self.error.clone() })
        }
    }
}
