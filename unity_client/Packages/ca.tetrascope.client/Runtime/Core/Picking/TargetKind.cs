namespace Tetrascope.Picking
{
    /// <summary>What of scene 1 stands somewhere.</summary>
    public enum TargetKind
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>A cluster's panel.</summary>
        Panel,

        /// <summary>The input image.</summary>
        Input,

        /// <summary>A class's row.</summary>
        Class,
    }
}
