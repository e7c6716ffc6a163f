using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Tetrascope.Xr")]
