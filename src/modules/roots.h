// Which of Roots::spare belongs to which module.

#pragma once

namespace ts::modules {

enum SpareRoot : unsigned {
  kUnwrittenFiles,  ///< io: list of buffered files that hold data back
  // 15: hooks of asynchronous generators, see vm/async_generators.cpp
};

}  // namespace ts::modules
