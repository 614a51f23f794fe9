# The shell: rail, palette, keys, settings, the first screen.
rail-today = Today
rail-decks = Decks
rail-lab = Lab
rail-explorer = Explorer
rail-map = Map
rail-capture = Captures
rail-settings = Settings
action-continue = Continue studying
action-today = Go to Today
action-decks = Go to Decks
action-lab = Go to the Lab
action-explorer = Go to the Explorer
action-map = Go to the Map
action-capture = Go to Captures
action-settings = Go to Settings
action-data = Go to your data: backups, other devices
action-back = Back
action-forward = Forward
action-palette = Find a command
action-keys = Show keyboard shortcuts
action-language = 切换到中文
action-paint = Switch between light and dark
action-larger = Larger text
action-smaller = Smaller text
action-weak = Practise my weak spots
action-take-back = Take back the last answer
action-count-right = Count the answer as right
action-flag = Flag the question, or remove the flag
action-suspend = Suspend this question
screen-named = Screen: { $place }
palette-hint = Type what you want to do, or what a question says
palette-questions = Questions ({ $shown } of { $count })
palette-nothing = Nothing of that name. Try another word.
palette-count = { $count ->
    [0] Nothing found
    [one] One found
   *[other] { $count } found
}
palette-study = Study: { $deck }
palette-explore = Explore: { $machine }
keys-title = Keyboard shortcuts
close = Close
keys-study = While studying
keys-answer = Enter checks the answer and goes on.
keys-options = 1 to 9 choose an option; a letter names a state.
keys-true-false = T and F, or 1 and 2: true, false.
keys-hint = F2 shows the hint.
keys-leave = Esc leaves; nothing is lost.
keys-order = Alt+↑ and Alt+↓ move the focused item or step.
keys-pages = Page Up, Page Down, Home and End scroll.
keys-compose = While composing, the underlined letters set the flags; Tab goes to the numbers, where x1 means x+1; Enter adds the segment.
today-title = Today
today-done = { $count ->
        [one] One answer
       *[other] { $count } answers
    } so far today, { $time }.
today-then = After that
today-all-decks = All decks
today-nothing = Nothing left for today.
today-nothing-help = What you know comes back when you are about to forget it.
decks-title = Decks
decks-summary = { $decks } decks, { $questions } questions
tour-start = Start the tour
settings-ease = Accessibility
settings-contrast = High contrast
settings-motion = Animations
settings-keys = Keyboard shortcuts
settings-keys-help = Click the keys of a command, then press the new ones. Esc keeps the old ones.
settings-usual-keys = Default shortcuts
settings-press = Press keys…
settings-no-keys = Remove the shortcut: { $name }
settings-taken = Has no effect: these keys belong to “{ $name }”.
