# Keys of src/ui/ladder and src/ui/composer.
ladder-remove = Remove: { $row }
composer-segment = Segment
composer-other = Call, timer, held segment
composer-line = As text
composer-from = Sender
composer-sender = Sent by { $end }
composer-flags = Flags
composer-field = Field { $field }
composer-needs = Needs the flag { $flag }.
composer-no-value = Not a number
composer-network = The network
composer-delivered = Delivers
composer-lost = Loses
composer-twice = Delivers twice
composer-late = Holds back
composer-arrives = { $name } arrives: { $segment }
composer-at = { $end }: { $what }
composer-add = Add step
composer-add-key = Enter
composer-undo = Undo
composer-undo-key = Ctrl+Z
composer-redo = Redo
composer-redo-key = Ctrl+Y
composer-keys = Underlined letters set flags, ← → the sender, ↑ ↓ the network, = goes to the fields, Enter adds the step.
composer-line-caption = One step as text
composer-line-example = server > SYN ACK seq=y ack=x+1
composer-error-no-step = Not a step: “{ $part }”. Write “client > SYN seq=x”, “client: close” or “server: timeout retransmission”.
composer-error-empty-segment = The segment has neither a flag nor a field.
composer-error-bad-term = “{ $part }” needs a number or a symbol, such as 1000, x or x+1.
composer-error-bad-fate = “{ $part }” is unknown. Known are (lost), (twice), (late as a) and (as a).
composer-error-late-without-name = A segment that is held back needs a name: (late as a).
composer-error-twice-field = The field “{ $part }” is written twice.
composer-error-bad-header = “calls:” takes “explicit” or “implied”.
steps-title = Move or change my steps
steps-keys = Drag a step by its text: to another place, or onto what the network should do with it. Keys: Alt+↑ ↓ move it, Alt+← → change what the network does, Delete removes it.
steps-move = Step { $number }, can be moved: { $what }
steps-fate = What the network does with { $row }: { $fate }
hint-next = What could come next?
hint-next-cost = With this hint, a right answer counts as “Hard”.
hint-next-step = This could come next: { $step }
hint-next-nothing = Nothing more is needed.
hint-next-wrong = First correct your step { $step }: it is not legal as it stands.
