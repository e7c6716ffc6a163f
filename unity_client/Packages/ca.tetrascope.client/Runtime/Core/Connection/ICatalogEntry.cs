namespace Tetrascope.Connection
{
    /// <summary>A thing that the server tells about itself, whatever it is.</summary>
    internal interface ICatalogEntry
    {
        /// <summary>Fetches it again where it was fetched before.</summary>
        void Reload();

        /// <summary>Fetches it again where that did not work.</summary>
        void Retry();
    }
}
