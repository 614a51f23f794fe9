# The shell: rail, palette, keys, settings, the first screen.
rail-today = Today
rail-decks = Decks
rail-lab = Lab
rail-explorer = Explorer
rail-map = Map
rail-capture = Captures
rail-settings = Settings
action-continue = Go on studying
action-today = Go to Today
action-decks = Go to Decks
action-lab = Go to the Lab
action-explorer = Go to the explorer
action-map = Go to the map
action-capture = Go to captures
action-settings = Go to the settings
action-data = Go to your data: backups, other devices
action-back = Back
action-forward = Forward
action-palette = Find a command
action-keys = Show all keys
action-language = 切换到中文
action-paint = Switch between light and dark
action-larger = Larger text
action-smaller = Smaller text
action-take-back = Take the last answer back
action-count-right = Count the answer right
action-flag = Mark the question, or take the mark away
action-suspend = Leave the question out from now on
screen-named = Screen: { $place }
palette-hint = Type what you want to do
palette-nothing = Nothing of that name. Try another word.
palette-count = { $count ->
    [0] No command
    [one] One command
   *[other] { $count } commands
}
palette-study = Study: { $deck }
palette-explore = Explore: { $machine }
keys-title = Keys
keys-study = While studying
keys-answer = Enter checks the answer and goes on.
keys-options = 1 to 9 pick an option; a letter names a state.
keys-true-false = T and F: true, false.
keys-hint = F2 shows the hint.
keys-leave = Esc leaves; nothing is lost.
keys-order = Alt+↑ and Alt+↓ move the item of an order, or the step, that has the focus.
keys-pages = Page Up, Page Down, Home and End scroll.
keys-compose = In the composer the underlined letters set the flags; Tab goes to the numbers, where x1 means x+1; Enter adds the segment.
today-title = Today
today-done = { $count ->
        [one] One answer
       *[other] { $count } answers
    } so far today, { $time }.
today-then = After that
today-all-decks = All decks
today-nothing = Nothing is left for today.
today-nothing-help = What you know is kept in mind and comes back when it is about to be forgotten.
decks-title = Decks
decks-summary = { $decks } decks, { $questions } questions
tour-start = Start the tour
settings-ease = Ease
settings-contrast = High contrast
settings-motion = Animations
settings-keys = Keys
settings-keys-help = Click the keys of a command, then press the new ones. Esc leaves them as they are.
settings-usual-keys = Usual keys
settings-press = press keys …
settings-no-keys = No keys for: { $name }
settings-taken = Does nothing: these keys belong to “{ $name }”.
