// expect: FilmsController is a controller outside of a module.
//# assembly Monolith.Movies.Contracts
using Microsoft.AspNetCore.Mvc;

namespace Monolith.Movies.Contracts;

public sealed class FilmsController : ControllerBase;
