# Keys of src/ui/ladder and src/ui/composer.
ladder-remove = Remove: { $row }
composer-segment = Segment
composer-other = Call or timer
composer-line = As text
composer-from = Sender
composer-sender = Sent by { $end }
composer-flags = Flags
composer-field = Field { $field }
composer-needs = Needs the flag { $flag }.
composer-no-value = not a number
composer-network = The network
composer-delivered = delivers it
composer-lost = loses it
composer-twice = delivers it twice
composer-at = { $end }: { $what }
composer-add = Add step
composer-add-key = Enter
composer-undo = Undo
composer-undo-key = Ctrl+Z
composer-redo = Redo
composer-redo-key = Ctrl+Y
composer-keys = Underlined letters set flags, ← → the sender, = goes to the fields, Enter adds.
composer-line-caption = One step as text
composer-line-example = server > SYN ACK seq=y ack=x+1
composer-error-no-step = Not a step: “{ $part }”. Write “client > SYN seq=x”, “client: close” or “server: timeout retransmission”.
composer-error-empty-segment = The segment has neither a flag nor a field.
composer-error-bad-term = “{ $part }” needs a number or a symbol, such as 1000, x or x+1.
composer-error-bad-fate = “{ $part }” is unknown. Known are (lost), (twice), (late as a) and (as a).
composer-error-late-without-name = A late segment needs a name: (late as a).
composer-error-twice-field = The field “{ $part }” stands there twice.
composer-error-bad-header = “calls:” takes “explicit” or “implied”.
