#pragma once
// Nothing to import: the target only takes decryption out of a static libarchive.
