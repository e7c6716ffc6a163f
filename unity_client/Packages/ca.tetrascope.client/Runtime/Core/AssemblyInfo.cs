using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Tetrascope.Core.Tests")]
