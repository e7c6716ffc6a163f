namespace UnityEngine.Rendering
{
    public abstract class RenderPipeline
    {
    }

    public abstract class RenderPipelineAsset : ScriptableObject
    {
    }

    public abstract class RenderPipelineAsset<TRenderPipeline> : RenderPipelineAsset
        where TRenderPipeline : RenderPipeline
    {
    }

    public enum GraphicsDeviceType
    {
        Vulkan = 21,
    }

    public sealed class GraphicsSettings : Object
    {
        public static RenderPipelineAsset defaultRenderPipeline { get; set; }
    }
}

namespace UnityEngine.Rendering.Universal
{
    public abstract class ScriptableRendererData : ScriptableObject
    {
    }

    public class UniversalRendererData : ScriptableRendererData
    {
    }

    public sealed class UniversalRenderPipeline : RenderPipeline
    {
    }

    public class UniversalRenderPipelineAsset : RenderPipelineAsset<UniversalRenderPipeline>
    {
        public int msaaSampleCount { internal get; set; }

        public bool supportsHDR { internal get; set; } = true;

        public static UniversalRenderPipelineAsset Create(ScriptableRendererData rendererData = null)
        {
            return CreateInstance<UniversalRenderPipelineAsset>();
        }
    }
}

namespace UnityEngine.SceneManagement
{
    public struct Scene
    {
    }
}
