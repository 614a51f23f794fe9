# What the store and the reading of content files have to say.
store-no-place = No folder for your data could be found.
    .help = Set the HOME variable, or say where with --data FOLDER.
store-cannot-open = Your data at { $path } can’t be opened.
    .help = Check that the folder exists and that nothing else has its name, then try again.
store-damaged = The file with your data, { $path }, is damaged.
    .help = It was left exactly as it is. Copy the file and those beside it to a safe place; then restore a backup, or start with another folder.
store-foreign = { $path } belongs to another program.
    .help = Nothing was written to it. Move it away, or choose another folder for your data.
store-newer = Your data was written by a newer Ackademy (data version { $version }).
    .help = Update Ackademy. Nothing was changed.
store-unwritable = Your data at { $path } can be read but not written.
    .help = Get permission to write there, then try again. Leave Ackademy open until then: your last answer is in memory only.
store-disk-full = The disk is full: your last answer isn’t saved yet.
    .help = Free some space, then try again. Leave Ackademy open until then: the answer is in memory only.
store-busy = Another program is using your data.
    .help = Wait a moment, then try again.
store-disk = The disk with your data doesn’t answer.
    .help = Check that it is connected, then try again.
store-stopped = Saving has stopped because of a fault in Ackademy.
    .help = Restart Ackademy. Everything that was saved is safe; please report this.
store-other = Your data couldn’t be saved or read.
    .help = Try again. If that doesn’t help, please report the details.
store-skipped = { $count ->
        [one] One entry was written by a newer Ackademy and isn’t shown here. It is kept.
       *[other] { $count } entries were written by a newer Ackademy and aren’t shown here. They are kept.
    }
store-elsewhere = An exam is being sat in another window of Ackademy.
    .help = Go on in that window. When it is closed, the exam can be taken up here.
store-no-backup = There is no such backup: { $path }
    .help = Choose one from the list. Nothing was changed.
sync-foreign = { $file } in the shared folder is not a file of Ackademy’s.
    .help = It was left as it is. Remove it if it doesn’t belong there.
sync-newer = { $file } in the shared folder was written by a newer Ackademy.
    .help = Update Ackademy on this device, then its answers are taken too.
sync-damaged = { $file } in the shared folder is damaged from line { $line } on ({ $count ->
        [one] one line
       *[other] { $count } lines
    }).
    .help = Everything else in it was taken. It may still be arriving: the next sync tries again.
sync-unreadable = { $file } in the shared folder can’t be read: { $detail }
    .help = The next sync tries again.
store-retry = Try again
store-go-on = Continue without saving
content-unreadable = { $name } can’t be read.
    .help = Check that the file exists and that you may read it.
content-not-a-file = { $name } is not a file.
    .help = It is a folder, a pipe or a device. Rename it, or put a file in its place.
content-too-large = { $name } is too large.
    .help = A content file may have at most 16 MiB. Split it into several decks.
content-too-deep = The folder { $name } is nested too deeply and wasn’t read.
    .help = Content may be at most 8 folders deep.
content-too-many = There is too much in { $name }; the rest wasn’t read.
    .help = At most 10,000 content files and 256 MiB are read from one folder. Choose a smaller folder.
content-cannot-watch = Changes in { $path } won’t be noticed automatically.
    .help = Reload by hand after saving.

content-expected = The rest of your content is still being read. Its questions join as soon as that is done.
