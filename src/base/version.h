// Who we are, in one place: version, date, and the dialect that programs are told.

#pragma once

#define TS_VERSION "0.1.0"
#define TS_DATE "2026-11-23"
#define TS_MICROPYTHON_API "1.29"

/// The first line of the banner and the second half of sys.version.
#define TS_NAME_AND_VERSION "Threadsnake v" TS_VERSION " on " TS_DATE
