namespace Tetrascope.Client
{
    /// <summary>What the person is in.</summary>
    public enum SceneName
    {
        /// <summary>The main menu.</summary>
        Menu,

        /// <summary>Scene 1, network structure.</summary>
        Structure,

        /// <summary>Scene 2, masked images.</summary>
        Pool,
    }
}
