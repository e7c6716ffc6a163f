using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Tetrascope.Headless")]
[assembly: InternalsVisibleTo("UnityEditorStandIn")]
