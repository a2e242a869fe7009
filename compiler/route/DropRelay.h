// A pass over the routed tree: the relay is asked for only if somebody goes there.

#pragma once

#include "Routed.h"

namespace aqua::route {

/// Whether the relay is needed shows when all hops are known.
///   call "getDataSrv" "-relay-" () -> -relay-   call "srv" "get" () @ INIT   →   call "srv" "get"
///   () @ INIT
void dropRelay(Process& process);

} // namespace aqua::route
