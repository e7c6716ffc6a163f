namespace UnityEngine.UIElements
{
    public sealed class PanelInputConfiguration : MonoBehaviour
    {
        public PanelInputRedirection panelInputRedirection { internal get; set; }

        public enum PanelInputRedirection
        {
            Never = 1,
        }
    }
}
