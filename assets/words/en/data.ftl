# The learner's data: backups, other devices, checking, taking answers out.
data-title = Your data
data-about = Your answers and your settings. They are on this device alone, unless you share them below.
data-open = Your data…
data-open-help = Backups, your other devices, checking, and taking your answers elsewhere.
data-whole = All of it
data-file = Kept in { $path }
data-held = { $answers ->
        [one] One answer
       *[other] { $answers } answers
    }, { $facts ->
        [one] one entry
       *[other] { $facts } entries
    } in all.
data-check = Check my data
data-checking = Your data are being checked…
data-export-csv = Save my answers as a table…
data-export-jsonl = Save my answers as JSON lines…
data-exporting = Your answers are being collected…
data-backups = Backups
data-backups-about = One is made each day on which you study. Those of the last seven days are kept, and one for each of four weeks before.
data-backups-none = There is none yet.
data-before-change = Before an update
data-before-restore = Before going back
data-holds = { $answers ->
        [one] One answer
       *[other] { $answers } answers
    }, { $facts ->
        [one] one entry
       *[other] { $facts } entries
    } in all · { $size }
data-holds-facts = { $facts ->
        [one] One entry
       *[other] { $facts } entries
    } · { $size }
data-unreadable = It can't be read · { $size }
data-kilobytes = { $count } KB
data-megabytes = { $count } MB
data-restore = Go back to this…
data-restore-named = Go back to { $when }…
data-restore-ask = Go back to your data of { $when }?
data-restore-kept = Your present data are kept whole in { $path }. You can go back to them from this list at any time.
data-restore-then = Answers, settings and dates are then those of { $when }. What you answered later counts again only when you return.
data-restore-alone = Syncing is turned off, as the shared folder would bring back at once all that came later. You can turn it on again.
data-restore-do = Go back
data-restore-leave = Leave everything as it is
data-restoring = The backup is being put in place…
data-restored = These are your data of { $when }.
    .help = What was here before is kept in { $path }. It stands in the list: you can go back to it.
data-unsaved = Something isn't saved yet. Save it first with “Try again” above, so that nothing is lost.
data-not-restored = Your data are as they were: going back did not work.
data-no-backup = Today's backup could not be made, or the backups not be read.
data-not-checked = Your data could not be checked. Nothing was changed.
data-not-exported = Your answers could not be read. Nothing was changed.
data-damaged = The file with your data, { $path }, is damaged.
    .help = It was left exactly as it is. Go back to a backup below: the damaged file is kept beside it.
data-kept-wrong = What is kept to open quickly did not agree with your answers. It was removed, and everything was computed anew.
    .help = No answer was lost.
data-cause-gone = { $path } isn't there or can't be opened.
    .help = Connect the disk, or start the program that brings the folder, or choose another place. Then try again.
data-cause-denied = Nothing may be written at { $path }.
    .help = Give yourself the right to write there, or choose another place. Then try again.
data-cause-full = There is no room left at { $path }.
    .help = Free some space, then try again.
data-cause-busy = Another program is using { $path }.
    .help = Close other windows of Ackademy, then try again.
data-cause-damaged = { $path } is damaged, or another program made it.
    .help = It was left as it is. Choose another backup.
data-cause-newer = A newer Ackademy made { $path }.
    .help = Update Ackademy, then try again.
data-cause-missing = { $path } isn't there any more.
    .help = Choose another backup.
data-cause-other = It failed at { $path }.
    .help = Try again. If it stays so, please report the details.
data-sync = Other devices
data-sync-about = Your devices can learn as one through a folder that another program carries between them: Syncthing, Nextcloud, a cloud drive, a USB stick. Each device writes files of its own there and reads those of the others, when you start and after each session.
data-sync-folder = Shared folder
data-sync-choose = Choose a folder…
data-sync-meet = Sync in this folder
data-sync-now = Sync now
data-sync-alone = Stop syncing
data-sync-in = Synced in { $path }
data-syncing = Syncing…
data-synced = Last synced { $when }: { $written ->
        [0] nothing new to send
        [one] one entry sent
       *[other] { $written } entries sent
    }, { $taken ->
        [0] nothing new received
        [one] one entry received
       *[other] { $taken } entries received
    }.
data-met = The last time that it worked: { $when }.
data-not-synced = Syncing did not work. All your answers are safe on this device.
data-sync-no-folder = Write or choose a folder first.
