// The modules of this folder, for the application's list of what the product contains.

#pragma once

#include "bind/module.h"

namespace ts::modules {

#define TS_MODULE(name) extern const ::ts::bind::ModuleDefinition k##name##Module
TS_MODULE(Builtins);
TS_MODULE(Collections);  // _collections
TS_MODULE(Errno);
TS_MODULE(Gc);
TS_MODULE(Help);  // _help: what help() runs
TS_MODULE(Io);
TS_MODULE(Itertools);
TS_MODULE(MicroPython);
TS_MODULE(NativeWeakref);  // _weakref
TS_MODULE(Operator);
TS_MODULE(Os);
TS_MODULE(OsPath);    // posixpath, which os makes os.path
TS_MODULE(Posix);     // the native part of os
TS_MODULE(Sre);  // _sre
TS_MODULE(Future);        // __future__
TS_MODULE(NativeString);  // _string
TS_MODULE(String);
TS_MODULE(Template);  // string.templatelib
TS_MODULE(Strptime);  // _strptime
TS_MODULE(Sys);
TS_MODULE(Thread);  // _thread
TS_MODULE(Time);
TS_MODULE(Weakref);
TS_MODULE(Math);
TS_MODULE(Cmath);
TS_MODULE(Atexit);
TS_MODULE(NativeWarnings);  // _warnings
TS_MODULE(Warnings);
#undef TS_MODULE

}  // namespace ts::modules
