### The page
-brand = Harbour
welcome = Welcome to { -brand }, <strong>{ $user }</strong>!
    .title = Two
        lines
ships =
    { $n ->
        [one] One ship
       *[other] { NUMBER($n) } ships
    } in port.
broken = { $x
last = The end
