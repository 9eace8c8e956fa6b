#pragma once
// Nothing to import: the target only takes the network transports out of a static libgit2.
